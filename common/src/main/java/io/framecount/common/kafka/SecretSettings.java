package io.framecount.common.kafka;

import io.framecount.common.cli.Secrets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Knows which settings of the Kafka clients are secret. */
final class SecretSettings {
  /** By name, so that a misspelt setting, which Kafka does not know as secret, is one, too. */
  private static final Pattern NAME =
      Pattern.compile(
          "password|passwd|secret|jaas|token(?!\\.endpoint)|credential|user\\.info|keystore\\.key",
          Pattern.CASE_INSENSITIVE);

  /** Values within a JAAS entry, such as {@code password="x"}. */
  private static final Pattern INNER =
      Pattern.compile(
          "\\b\\w*(?:password|secret|token)\\w*\\s*=\\s*(?:\"([^\"]*)\"|([^\\s\";]+))",
          Pattern.CASE_INSENSITIVE);

  private SecretSettings() {}

  /** Sees to it that none of them is shown. */
  static void keep(Map<String, String> settings) {
    settings.forEach(
        (name, value) -> {
          if (NAME.matcher(name).find()) {
            Secrets.keep(value);
            keepInner(value);
          }
        });
  }

  private static void keepInner(String value) {
    Matcher inner = INNER.matcher(value);
    while (inner.find()) {
      Secrets.keep(inner.group(1) == null ? inner.group(2) : inner.group(1));
    }
  }
}
