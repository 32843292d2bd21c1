package io.framecount.counter.ui.serve;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names under which the page may be asked for: what this machine calls itself, the address that
 * is listened at, and what was allowed. To listen everywhere is not to answer to every name.
 */
final class AllowedHosts {
  private static final Pattern HOST = Pattern.compile("(\\[[^]]*]|[^:]*)(?::\\d{1,5})?");

  private final Set<String> names = new HashSet<>(Set.of("localhost", "127.0.0.1", "[::1]"));

  AllowedHosts(PageAddress at) {
    names.add(lower(at.inUrl()));
    at.names().forEach(name -> names.add(lower(name)));
  }

  /**
   * Returns whether this is one of them, with any port: that of an SSH tunnel is another.
   *
   * @param host as the header has it; may be null
   */
  boolean include(String host) {
    Matcher matcher = HOST.matcher(host == null ? "" : host);
    return matcher.matches() && names.contains(lower(matcher.group(1)));
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
