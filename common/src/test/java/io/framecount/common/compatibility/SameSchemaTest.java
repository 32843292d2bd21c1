package io.framecount.common.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class SameSchemaTest {
  private static final String USUAL =
      """
      {'type': 'record', 'name': 'R', 'aliases': ['Q', 'P'], 'fields': [
        {'name': 'a', 'type': 'int', 'aliases': ['b', 'c']},
        {'name': 'e', 'type': {'type': 'enum', 'name': 'E', 'symbols': ['X', 'Y'], 'default': 'X'}},
        {'name': 'f', 'type': {'type': 'fixed', 'name': 'F', 'size': 2, 'aliases': ['G']}},
        {'name': 'n', 'type': ['null', {'type': 'array', 'items': {'type': 'map', 'values': {
          'type': 'record', 'name': 'S', 'fields': [
            {'name': 'r', 'type': 'R'},
            {'name': 's', 'type': 'S', 'aliases': ['t']}]}}}]}]}
      """;

  @Test
  void seesWhatReadersGoBy() {
    for (String[] change :
        new String[][] {
          {"'Q', 'P'", "'Q'"},
          {"'b', 'c'", "'b', 'd'"},
          {"'default': 'X'", "'default': 'Y'"},
          {", 'default': 'X'", ""},
          {"'G'", ""},
          {", 'aliases': ['t']", ""},
          {"'int'", "'long'"},
          {"'size': 2", "'size': 3"},
        }) {
      assertThat(areSame(USUAL, USUAL.replace(change[0], change[1]))).as(change[0]).isFalse();
      assertThat(areSame(USUAL.replace(change[0], change[1]), USUAL)).as(change[0]).isFalse();
    }
  }

  @Test
  void passesOverWhatIsOnlyWrittenOtherwise() {
    assertThat(areSame(USUAL, USUAL)).isTrue();
    assertThat(
            areSame(USUAL, USUAL.replace("'Q', 'P'", "'P', 'Q'").replace("'b', 'c'", "'c', 'b'")))
        .isTrue();
    assertThat(areSame(USUAL, USUAL.replace("'size': 2", "'size': 2, 'doc': 'two bytes'")))
        .isTrue();
  }

  private static boolean areSame(String one, String other) {
    return SameSchema.are(parsed(one), parsed(other));
  }

  private static Schema parsed(String json) {
    return new Schema.Parser().parse(json.replace('\'', '"'));
  }
}
