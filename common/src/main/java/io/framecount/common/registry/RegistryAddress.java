package io.framecount.common.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.Secrets;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLDecoder;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A registry's URL without its credentials, which are sent as basic authentication and appear in no
 * request line and no message.
 *
 * @param url without credentials and without a slash at its end
 * @param authorization value of the header that carries the credentials
 */
record RegistryAddress(String url, Optional<String> authorization) {
  private static final Pattern SCHEME = Pattern.compile("(?i)https?:");
  private static final int MAX_PORT = 65_535;

  /**
   * Parses a URL.
   *
   * @throws CommandFailure if it is no URL of a registry
   */
  static RegistryAddress of(String given) {
    String text = given.strip().replaceAll("/+$", "");
    // Without them, the URL is none, but what is before the @ may be a password all the same.
    int start = text.contains("//") ? text.indexOf("//") + 2 : 0;
    // The last one: people forget to write an @ in a password as %40.
    int end = text.lastIndexOf('@');
    if (end < start) {
      return new RegistryAddress(text, Optional.empty()).sound();
    }
    String credentials = text.substring(start, end);
    Secrets.keep(credentials);
    Secrets.keep(credentials.substring(credentials.indexOf(':') + 1));
    return new RegistryAddress(
            text.substring(0, start) + text.substring(end + 1), Optional.of(basic(credentials)))
        .sound();
  }

  private RegistryAddress sound() {
    String problem = problem();
    if (problem == null) {
      return this;
    }
    throw new CommandFailure(
        "'%s' is not a registry URL (%s); write it as http://HOST:PORT".formatted(url, problem));
  }

  /** Returns the fault of this URL, or null. */
  private String problem() {
    if (url.isEmpty()) {
      return "it is empty";
    }
    if (!SCHEME.matcher(url).lookingAt()) {
      return "it does not begin with http:// or https://";
    }
    URI uri;
    URL there;
    try {
      uri = new URI(url);
      // Unlike URI, it takes names with an underscore, as Docker's services may have.
      there = uri.toURL();
    } catch (URISyntaxException e) {
      return e.getReason();
    } catch (MalformedURLException | IllegalArgumentException e) {
      return "its host and port can't be read";
    }
    if (there.getHost().isEmpty()) {
      return "it has no host";
    }
    if (there.getPort() > MAX_PORT) {
      return "there is no port %d".formatted(there.getPort());
    }
    return uri.getRawQuery() == null && uri.getRawFragment() == null
        ? null
        : "what follows ? or # can't be a part of it";
  }

  private static String basic(String credentials) {
    String plain = decoded(credentials);
    Secrets.keep(plain.substring(plain.indexOf(':') + 1));
    return "Basic " + Base64.getEncoder().encodeToString(plain.getBytes(UTF_8));
  }

  private static String decoded(String credentials) {
    try {
      return URLDecoder.decode(credentials.replace("+", "%2B"), UTF_8);
    } catch (IllegalArgumentException e) {
      return credentials;
    }
  }
}
