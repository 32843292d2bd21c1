package io.framecount.common.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.framecount.common.cli.Secrets;
import java.net.URLDecoder;
import java.util.Base64;
import java.util.Optional;

/**
 * A registry's URL, apart from the credentials that it may hold: these are sent as basic
 * authentication, and are in no request line and no message.
 *
 * @param url without credentials and without a slash at its end
 * @param authorization value of the header that carries the credentials
 */
record RegistryAddress(String url, Optional<String> authorization) {
  static RegistryAddress of(String given) {
    String text = given.strip().replaceAll("/+$", "");
    int start = text.indexOf("//") + 2;
    // The last one: people forget to write an @ in a password as %40.
    int end = text.lastIndexOf('@');
    if (start < 2 || end < start) {
      return new RegistryAddress(text, Optional.empty());
    }
    String credentials = text.substring(start, end);
    Secrets.keep(credentials);
    Secrets.keep(credentials.substring(credentials.indexOf(':') + 1));
    return new RegistryAddress(
        text.substring(0, start) + text.substring(end + 1), Optional.of(basic(credentials)));
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
