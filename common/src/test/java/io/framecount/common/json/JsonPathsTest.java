package io.framecount.common.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPathsTest {
  private static final int DEEPEST = 5;

  private final JsonScanner scanner = new JsonScanner(DEEPEST);
  private byte[] json;

  @Test
  void findsValuesAtAnyDepth() {
    JsonPaths paths =
        find("{\"a\":1,\"u\":{\"x\":{\"id\":0},\"id\":2},\"id\":3}", "a", "u.id", "id");

    assertThat(values(paths, 3)).containsExactly("1", "2", "3");
  }

  @Test
  void findsAnObjectAndWhatIsInIt() {
    assertThat(values(find("{\"u\":{\"id\":2}}", "u", "u.id", "u.id"), 3))
        .containsExactly("{\"id\":2}", "2", "2");
  }

  @Test
  void takesTheLastOfSeveralMembersWithAllThatIsInIt() {
    String twice = "{\"u\":{\"id\":1,\"n\":2},\"u\":{\"id\":3,\"id\":4}}";
    assertThat(values(find(twice, "u.id", "u.n"), 2)).containsExactly("4", null);
    assertThat(values(find("{\"u\":{\"id\":1},\"u\":7}", "u.id"), 1)).containsOnlyNulls();
    assertThat(values(find("{\"u\":7,\"u\":{\"id\":1}}", "u.id"), 1)).containsExactly("1");
  }

  @Test
  void resolvesEscapesInNames() {
    assertThat(values(find("{\"\\u0075\":{\"i\\u0064\":1}}", "u.id"), 1)).containsExactly("1");
    assertThat(values(find("{\"a.b\":{\"c\\\\\":1}}", "a\\.b.c\\\\"), 1)).containsExactly("1");
  }

  @Test
  void tellsHowFarAPathGoes() {
    JsonPaths paths = find("{\"u\":[{\"id\":1}],\"v\":{\"w\":{}}}", "u.id", "v.w.x", "y.z");

    assertThat(values(paths, 3)).containsOnlyNulls();
    assertThat(json[paths.nearest(0)]).isEqualTo((byte) '[');
    assertThat(paths.depth(0)).isEqualTo(1);
    assertThat(paths.depth(1)).isEqualTo(2);
    assertThat(paths.nearest(2)).isEqualTo(-1);
    assertThat(paths.depth(2)).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"u\":{\"id\":1}",
        "{\"u\":{\"id\":1},}",
        "{\"u\":{\"id\" 1}}",
        "{\"u\":{\"id\":}}",
        "{\"u\":{\"id\":1]}",
        "{\"u\":{id:1}}",
        "{\"u\":{}} {}",
        "{\"u\":{\"id\":1}",
        "[{\"u\":{\"id\":1}}]",
        "{\"u\":{\"id\":{\"a\":{\"b\":{\"c\":1}}}}}",
        "{\"u\":{\"x\":{\"a\":{\"b\":{\"c\":1}}}}}",
        "{\"u\":{\"x\":[[[[1]]]]}}",
        "{\"u\":{\"x\":[[[1]]]}}"
      })
  void judgesTextsAsTheScannerDoes(String text) {
    int start = find(text, "u.id") == null ? -1 : 0;
    Fault fault = start < 0 ? scanner.fault() : null;
    int faultAt = scanner.faultAt();

    find(text, "u");

    assertThat(start < 0 ? fault : null).isEqualTo(scanner.fault());
    if (fault != null) {
      assertThat(faultAt).isEqualTo(scanner.faultAt());
    }
  }

  @Test
  void findsWhatANaiveWalkFinds() {
    Random random = new Random(7);
    List<String> texts = List.of("a", "b", "a.a", "a.b", "b.a.a", "b.b.b", "a.b.a.b");
    JsonScanner deep = new JsonScanner(100);
    JsonPaths paths = new JsonPaths(deep, texts.stream().map(FieldPath::parse).toList());
    for (int i = 0; i < 20_000; i++) {
      Value value = Value.object(random, 4);
      byte[] bytes = value.text().getBytes(UTF_8);
      assertThat(deep.open(bytes, 0, bytes.length)).isTrue();
      assertThat(paths.find(0)).isZero();
      for (int p = 0; p < texts.size(); p++) {
        int at = paths.at(p);
        String found = at < 0 ? null : new String(bytes, at, deep.skip(at) - at, UTF_8);
        assertThat(found)
            .as("%s in %s", texts.get(p), value.text())
            .isEqualTo(value.at(texts.get(p)));
      }
    }
  }

  /** A value as it was made, members in order. */
  private record Value(List<String> names, List<Value> members, String scalar) {
    static Value object(Random random, int depth) {
      int size = random.nextInt(4);
      List<String> names =
          Stream.generate(() -> List.of("a", "b", "c").get(random.nextInt(3))).limit(size).toList();
      return new Value(names, names.stream().map(n -> any(random, depth - 1)).toList(), null);
    }

    private static Value any(Random random, int depth) {
      if (depth > 0 && random.nextInt(3) > 0) {
        return object(random, depth);
      }
      return random.nextInt(5) == 0
          ? new Value(List.of(), List.of(), "[" + object(random, 1).text() + "]")
          : new Value(List.of(), List.of(), Integer.toString(random.nextInt(1_000)));
    }

    String text() {
      if (scalar != null) {
        return scalar;
      }
      StringBuilder text = new StringBuilder("{");
      for (int i = 0; i < names.size(); i++) {
        text.append(i == 0 ? "" : ",").append("\"" + names.get(i) + "\":" + members.get(i).text());
      }
      return text + "}";
    }

    String at(String path) {
      Value value = this;
      for (String name : FieldPath.parse(path).names()) {
        int last = value.names.lastIndexOf(name);
        if (last < 0) {
          return null;
        }
        value = value.members.get(last);
      }
      return value.text();
    }
  }

  /** Looks through a text; returns null if it has a fault. */
  private JsonPaths find(String text, String... paths) {
    json = text.getBytes(UTF_8);
    JsonPaths found = new JsonPaths(scanner, Stream.of(paths).map(FieldPath::parse).toList());
    return scanner.open(json, 0, json.length) && found.find(0) >= 0 ? found : null;
  }

  private String[] values(JsonPaths paths, int count) {
    String[] values = new String[count];
    for (int i = 0; i < count; i++) {
      int at = paths.at(i);
      values[i] = at < 0 ? null : new String(json, at, scanner.skip(at) - at, UTF_8);
    }
    return values;
  }
}
