package io.framecount.e2e.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The heap that a launcher gives its JVM. */
final class Heap {
  private static final Pattern LIMIT = Pattern.compile("jvm_flags\\+=\\(-Xmx(\\d+)m\\b");

  private Heap() {}

  /** Returns the heap of a load or a count, in MiB. */
  static int ofLauncher(String name) {
    Path launcher = Path.of("").toAbsolutePath().getParent().resolve("bin").resolve(name);
    try {
      Matcher limit = LIMIT.matcher(Files.readString(launcher, UTF_8));
      if (!limit.find()) {
        throw new AssertionError(launcher + " sets no heap");
      }
      return Integer.parseInt(limit.group(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
