package io.framecount.common.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Version and commit of this build, written into the jar by Maven. */
public final class BuildInfo implements IVersionProvider {
  private static final Properties BUILD = load();

  /** One line, such as {@code framecount 0.1.0 (commit 1a2b3c4, Java 17.0.15)}. */
  public static String line() {
    String java = System.getProperty("java.version");
    return "framecount " + version() + " (commit " + commit() + ", Java " + java + ")";
  }

  /** The version alone. */
  public static String version() {
    return BUILD.getProperty("version");
  }

  @Override
  public String[] getVersion() {
    return new String[] {line()};
  }

  private static String commit() {
    String commit = BUILD.getProperty("commit");
    // Built from an archive without .git, Maven leaves its placeholder in place.
    if (commit.startsWith("$")) {
      return "unknown";
    }
    return Boolean.parseBoolean(BUILD.getProperty("dirty")) ? commit + "-dirty" : commit;
  }

  private static Properties load() {
    Properties properties = new Properties();
    try (InputStream in = BuildInfo.class.getResourceAsStream("build.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }
}
