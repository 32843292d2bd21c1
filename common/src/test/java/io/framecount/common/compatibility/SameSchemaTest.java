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
          {"'X', 'Y'", "'Y', 'X'"},
          {"['null', {'type': 'array'", "['null', 'int', {'type': 'array'"},
          {"'type': 'int',", "'type': {'type': 'int', 'logicalType': 'date'},"},
          {"'type': 'int',", "'type': 'int', 'default': 0,"},
          {"'type': 'int',", "'type': 'int', 'order': 'ignore',"},
          {"{'name': 'r', 'type': 'R'}", "{'name': 'q', 'type': 'R'}"},
          {"'name': 'R'", "'name': 'R', 'namespace': 'n'"},
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

  @Test
  void comparesDefaultsOfBytes() {
    for (String field :
        new String[] {
          "'type':'bytes','default':'\\u00ff%s'",
          "'type':{'type':'fixed','name':'F','size':2},'default':'\\u00ff%s'",
          "'type':{'type':'array','items':'bytes'},'default':['%s']",
          "'type':{'type':'map','values':'bytes'},'default':{'k':'%s'}",
          "'type':{'type':'record','name':'S','fields':[{'name':'b','type':'bytes'}]},'default':{'b':'%s'}"
        }) {
      String schema = "{'type':'record','name':'R','fields':[{'name':'f'," + field + "}]}";
      assertThat(areSame(schema.formatted("x"), schema.formatted("x"))).as(field).isTrue();
      assertThat(areSame(schema.formatted("x"), schema.formatted("y"))).as(field).isFalse();
    }
  }

  @Test
  void seesTheOrderOfFieldsAndBranches() {
    String pair = "{'type':'record','name':'R','fields':[%s,%s]}";
    String a = "{'name':'a','type':['int','string']}";
    String b = "{'name':'b','type':'int','aliases':['c']}";
    assertThat(areSame(pair.formatted(a, b), pair.formatted(a, b))).isTrue();
    assertThat(areSame(pair.formatted(a, b), pair.formatted(b, a))).isFalse();
    assertThat(
            areSame(
                pair.formatted(a, b), pair.formatted("{'name':'a','type':['string','int']}", b)))
        .isFalse();
    // An alias makes them readable by each other, not the same.
    assertThat(areSame(pair.formatted(a, b), pair.formatted(a, "{'name':'c','type':'int'}")))
        .isFalse();
  }

  @Test
  void passesOverPropertiesThatAvroPassesOver() {
    for (String[] change :
        new String[][] {
          {"{'name': 'a', 'type': 'int'", "{'name': 'a', 'type': {'type': 'int', 'pii': true}"},
          {"'size': 2", "'size': 2, 'connect.name': 'F', 'owner': {'team': 'x'}"},
          {"'type': 'int',", "'type': 'int', 'doc': 'text', 'connect.default': 1,"},
          {"'type': 'int',", "'type': {'type': 'int', 'logicalType': 'unheard-of'},"},
          {"'values': {", "'avro.java.string': 'String', 'values': {"},
        }) {
      assertThat(USUAL).contains(change[0]);
      assertThat(areSame(USUAL, USUAL.replace(change[0], change[1]))).as(change[1]).isTrue();
    }
    assertThat(areSame("'string'", "{'type':'string','avro.java.string':'String'}")).isTrue();
  }

  private static boolean areSame(String one, String other) {
    return SameSchema.are(parsed(one), parsed(other));
  }

  private static Schema parsed(String json) {
    return new Schema.Parser().parse(json.replace('\'', '"'));
  }
}
