package io.framecount.e2e.deploy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * An API server's description of itself: its groups, the kinds in each, and its own validation of
 * fields, without which {@code kubectl} would request the whole schema.
 */
final class KubernetesApi {
  private static final List<String> VERBS = List.of("create", "get");

  private KubernetesApi() {}

  /** Returns the answers by path. */
  static Map<String, Object> describe() {
    Map<String, List<String>> kinds = new TreeMap<>();
    for (String known : KnownResources.KINDS.keySet()) {
      int end = known.lastIndexOf('/');
      kinds
          .computeIfAbsent(known.substring(0, end), version -> new ArrayList<>())
          .add(known.substring(end + 1));
    }
    Map<String, Object> answers = new HashMap<>();
    Map<String, Object> openApi = new HashMap<>();
    List<Object> groups = new ArrayList<>();
    kinds.forEach(
        (version, names) -> {
          boolean core = version.equals("v1");
          String root = (core ? "api/" : "apis/") + version;
          if (!core) {
            groups.add(group(version));
          }
          answers.put("/" + root, resources(version, names));
          answers.put("/openapi/v3/" + root, openApi(root, version, names));
          openApi.put(root, Map.of("serverRelativeURL", "/openapi/v3/" + root));
        });
    answers.put("/version", Map.of("major", "1", "minor", "32", "gitVersion", "v1.32.0"));
    answers.put("/api", Map.of("kind", "APIVersions", "versions", List.of("v1")));
    answers.put("/apis", Map.of("kind", "APIGroupList", "apiVersion", "v1", "groups", groups));
    answers.put("/openapi/v3", Map.of("paths", openApi));
    return answers;
  }

  private static Map<String, Object> group(String groupVersion) {
    String[] parts = groupVersion.split("/", 2);
    Map<String, String> version = Map.of("groupVersion", groupVersion, "version", parts[1]);
    return Map.of("name", parts[0], "versions", List.of(version), "preferredVersion", version);
  }

  private static Map<String, Object> resources(String version, List<String> kinds) {
    List<Object> resources =
        kinds.stream()
            .<Object>map(
                kind ->
                    Map.of(
                        "name",
                        plural(kind),
                        "kind",
                        kind,
                        "namespaced",
                        !kind.equals("Namespace"),
                        "verbs",
                        VERBS))
            .toList();
    return Map.of("kind", "APIResourceList", "groupVersion", version, "resources", resources);
  }

  private static Map<String, Object> openApi(String root, String version, List<String> kinds) {
    int slash = version.indexOf('/');
    Map<String, Object> paths = new HashMap<>();
    for (String kind : kinds) {
      Map<String, String> type =
          Map.of(
              "group", version.substring(0, Math.max(0, slash)),
              "version", version.substring(slash + 1),
              "kind", kind);
      Map<String, Object> patch =
          Map.of(
              "x-kubernetes-group-version-kind", type,
              "parameters", List.of(Map.of("name", "fieldValidation", "in", "query")),
              "responses", Map.of());
      paths.put("/%s/%s/{name}".formatted(root, plural(kind)), Map.of("patch", patch));
    }
    Map<String, String> info = Map.of("title", "stand-in", "version", "1");
    return Map.of("openapi", "3.0.0", "info", info, "paths", paths);
  }

  private static String plural(String kind) {
    String name = kind.toLowerCase(Locale.ROOT);
    return name.endsWith("y") ? name.replaceFirst("y$", "ies") : name + "s";
  }
}
