package io.framecount.e2e.watching;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The metrics and labels of a PromQL expression: not parsed, but searched for names.
 *
 * @param matchers required labels by metric; null where any value will do
 * @param labels labels that group or join all metrics
 */
record PromQl(Map<String, Map<String, String>> matchers, Set<String> labels) {
  private static final Pattern SELECTOR =
      Pattern.compile("([a-zA-Z_:][\\w:]*)?\\{((?:[^}\"]|\"[^\"]*\")*)}");
  private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(=~|!~|!=|=)\\s*\"([^\"]*)\"");
  private static final Pattern GROUPING =
      Pattern.compile("\\b(?:by|on|without|ignoring|group_left|group_right)\\s*\\(([^)]*)\\)");
  private static final Pattern NAME =
      Pattern.compile("(?<![\\w.:])[a-zA-Z_:][\\w:]*(?!\\s*\\(|\\w)");
  private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset");

  static PromQl of(String expression) {
    Map<String, Map<String, String>> matchers = new LinkedHashMap<>();
    String rest = expression.replaceAll("\\[[^]]*]", "");
    Matcher selector = SELECTOR.matcher(rest);
    while (selector.find()) {
      Map<String, String> wanted = new HashMap<>();
      Matcher matcher = MATCHER.matcher(selector.group(2));
      while (matcher.find()) {
        wanted.put(matcher.group(1), matcher.group(2).equals("=") ? matcher.group(3) : null);
      }
      matchers.computeIfAbsent(selector.group(1), name -> new HashMap<>()).putAll(wanted);
    }
    rest = SELECTOR.matcher(rest).replaceAll("");
    Set<String> labels = new LinkedHashSet<>();
    Matcher grouping = GROUPING.matcher(rest);
    while (grouping.find()) {
      List.of(grouping.group(1).strip().split("\\s*,\\s*")).forEach(labels::add);
    }
    Matcher name = NAME.matcher(GROUPING.matcher(rest).replaceAll(""));
    List<String> bare = new ArrayList<>();
    while (name.find()) {
      bare.add(name.group());
    }
    bare.stream()
        .filter(word -> !WORDS.contains(word))
        .forEach(metric -> matchers.computeIfAbsent(metric, key -> new HashMap<>()));
    return new PromQl(matchers, labels);
  }
}
