package io.framecount.common.kafka;

import io.framecount.common.cli.Secrets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Knows which settings of the Kafka clients are secret. */
final class SecretSettings {
  /**
   * Names of secret settings; a pattern, so that it also matches misspelt ones, which Kafka does
   * not know as secret.
   */
  private static final Pattern NAME =
      Pattern.compile(
          "password|passwd|passphrase|secret|jaas|token(?!\\.endpoint)|credential(?!s\\.(source|client\\.id)$)"
              + "|user\\.info|keystore\\.key",
          Pattern.CASE_INSENSITIVE);

  /**
   * The user of a JAAS entry: not a secret, and a word such as {@code loader} that masking would
   * remove from every message.
   */
  private static final Pattern USER =
      Pattern.compile("(?<!\\w)username\\s*=\\s*(?:\"[^\"]*\"|[^\\s\"=;]+)(?=[\\s;]|$)");

  /** The login class: not a secret, and part of the message if it is misspelt. */
  private static final Pattern LOGIN =
      Pattern.compile("^\\s*[\\w.$]+(?=\\s+(required|requisite|sufficient|optional)\\b)");

  /** A JAAS entry's quoted texts and single words: Kafka quotes them when it can't read one. */
  private static final Pattern PART = Pattern.compile("\"([^\"]*)\"|[^\\s\"=;]+");

  /** Other harmless parts of a JAAS entry. */
  private static final Pattern HARMLESS =
      Pattern.compile(
          "required|requisite|sufficient|optional|true|false|username|password|principal|serviceName"
              + "|keyTab|useKeyTab|storeKey|useTicketCache|clientId|clientSecret|scope"
              + "|[\\w.]+LoginModule");

  private SecretSettings() {}

  /** Registers the secrets among settings, so that no message shows them. */
  static void keep(Map<String, String> settings) {
    settings.forEach(
        (name, value) -> {
          if (NAME.matcher(name).find()) {
            // Kafka leaves out the blanks around it.
            Secrets.keep(value.strip());
            keepParts(value);
          }
        });
  }

  private static void keepParts(String value) {
    Matcher part = PART.matcher(LOGIN.matcher(USER.matcher(value).replaceAll("")).replaceFirst(""));
    while (part.find()) {
      String text = part.group(1) == null ? part.group() : part.group(1);
      if (!HARMLESS.matcher(text).matches()) {
        Secrets.keep(text);
      }
    }
  }
}
