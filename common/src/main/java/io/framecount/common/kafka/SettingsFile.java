package io.framecount.common.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.failure.Causes;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/** Reads settings from a properties file, and resolves their references. */
final class SettingsFile {
  /** The setting that lists the providers of references. */
  private static final String PROVIDERS = AbstractConfig.CONFIG_PROVIDERS_CONFIG;

  /** Kafka's references: {@code ${env:NAME}} or {@code ${file:PATH:KEY}}. */
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}:]+):(?:[^}:]*:)?[^}]+}");

  /** Usual names of the providers that come with Kafka. */
  private static final Set<String> USUAL = Set.of("env", "file", "dir", "directory");

  private SettingsFile() {}

  /**
   * Returns the settings of a file in UTF-8, with or without a byte order mark.
   *
   * @throws CommandFailure with {@link ExitCode#USAGE} if it can't be read
   */
  static Map<String, String> read(Path file) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(text(Files.readAllBytes(file))));
    } catch (NoSuchFileException e) {
      throw unreadable(file, "no such file", e);
    } catch (CharacterCodingException e) {
      throw unreadable(file, "it is not text in UTF-8; save it as UTF-8", e);
    } catch (IOException | IllegalArgumentException e) {
      throw unreadable(file, e.getMessage(), e);
    }
    Map<String, String> map = new LinkedHashMap<>();
    properties.stringPropertyNames().forEach(key -> map.put(key, properties.getProperty(key)));
    return map;
  }

  private static String text(byte[] bytes) throws CharacterCodingException {
    String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    if (text.indexOf('\0') >= 0) {
      // UTF-16 without a mark; with one, the mark is no UTF-8.
      throw new CharacterCodingException();
    }
    // Else it would be a part of the first setting's name, which nobody would know then.
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static CommandFailure unreadable(Path file, String reason, Exception cause) {
    return usage("cannot read --command-config %s: %s".formatted(file, reason), cause);
  }

  /**
   * Returns the settings with references resolved by Kafka's own {@code config.providers}; needed
   * here because Kafka's clients don't read the registry's settings and the addresses.
   *
   * @throws CommandFailure with {@link ExitCode#USAGE} if a reference leads nowhere
   */
  static Map<String, String> resolved(Map<String, String> settings) {
    Map<String, String> resolved = new LinkedHashMap<>(settings);
    Set<String> providers = new LinkedHashSet<>();
    if (settings.containsKey(PROVIDERS)) {
      providers.addAll(Arrays.asList(settings.get(PROVIDERS).strip().split("\\s*,\\s*")));
      try {
        new AbstractConfig(new ConfigDef(), settings, false)
            .originals()
            .forEach((name, value) -> resolved.put(name, String.valueOf(value)));
      } catch (KafkaException e) {
        throw usage("%s can't be used: %s".formatted(PROVIDERS, reason(e)), e);
      }
      // Done once and for all: a value is not to be read as a reference again.
      resolved.keySet().removeIf(name -> name.startsWith(PROVIDERS));
    }
    resolved.forEach((name, value) -> requireResolved(name, value, providers));
    return resolved;
  }

  /** Fails on an unresolved reference, which would be sent as a wrong password. */
  private static void requireResolved(String name, String value, Set<String> providers) {
    Matcher reference = REFERENCE.matcher(value);
    while (reference.find()) {
      String provider = reference.group(1);
      if (providers.contains(provider)) {
        throw usage(
            "setting %s refers to %s, which is not there".formatted(name, reference.group()), null);
      }
      if (USUAL.contains(provider)) {
        throw usage(
            "setting %s refers to %s, but %s names no '%s'; add it, and its class, as Kafka's documentation shows"
                .formatted(name, reference.group(), PROVIDERS, provider),
            null);
      }
    }
  }

  private static String reason(Throwable problem) {
    Throwable cause = Causes.innermost(problem);
    return cause == problem ? problem.getMessage() : problem.getMessage() + ", " + cause;
  }

  private static CommandFailure usage(String message, Exception cause) {
    return new CommandFailure(ExitCode.USAGE, message, cause);
  }
}
