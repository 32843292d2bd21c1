package io.framecount.common.compatibility;

import static io.framecount.common.compatibility.CompatibilityLevel.Direction.BACKWARD;
import static io.framecount.common.compatibility.CompatibilityLevel.Direction.FORWARD;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** Each kind of obstacle, as it is told to whoever wrote the new schema. */
class ObstaclesTest {
  @Test
  void aFieldWithoutDefault() {
    assertThat(backward("", field("device_type", "'string'")))
        .containsExactly(
            "device_type was added without a default, so old frames can't be read: "
                + "add \"default\": \"unknown\"");
    assertThat(forward("", field("device_type", "'string'"))).isEmpty();
  }

  @Test
  void aDefaultThatSuitsTheType() {
    assertThat(backward("", field("n", "'long'")))
        .first()
        .asString()
        .endsWith("add \"default\": 0");
    assertThat(backward("", field("n", "['null','long']")))
        .first()
        .asString()
        .endsWith("add \"default\": null");
    assertThat(backward("", field("n", "['long','null']")))
        .first()
        .asString()
        .endsWith("put \"null\" first in its union and add \"default\": null");
    assertThat(backward("", field("n", "{'type':'enum','name':'E','symbols':['A','UNKNOWN']}")))
        .first()
        .asString()
        .endsWith("add \"default\": \"UNKNOWN\"");
    assertThat(backward("", field("n", "{'type':'map','values':'int'}")))
        .first()
        .asString()
        .endsWith("add \"default\": {}");
    assertThat(backward("", field("n", "'bytes'")))
        .first()
        .asString()
        .endsWith("make it nullable, \"type\": [\"null\", …] with \"default\": null");
  }

  @Test
  void aFieldThatWasRenamed() {
    assertThat(backward(field("device", "'string'"), field("device_type", "'string'")))
        .first()
        .asString()
        .endsWith(", or, if it is device renamed, add \"aliases\": [\"device\"]");
    String renamed = "{'name':'device_type','type':'string','aliases':['device']}";
    assertThat(backward(field("device", "'string'"), renamed)).isEmpty();
    assertThat(forward(field("device", "'string'"), renamed))
        .containsExactly(
            "device was removed, but readers of the old schema need it, for it has no default"
                + " there: keep it beside device_type, whose alias old readers don't know");
  }

  @Test
  void aFieldThatWasRemoved() {
    assertThat(backward(field("x", "'long'"), "")).isEmpty();
    assertThat(forward(field("x", "'long'"), ""))
        .containsExactly(
            "x was removed, but readers of the old schema need it, for it has no default there: "
                + "keep it");
    assertThat(forward("{'name':'x','type':'long','default':1}", "")).isEmpty();
  }

  @Test
  void aTypeThatChanged() {
    assertThat(backward(field("x", "'long'"), field("x", "'string'")))
        .containsExactly(
            "x was long and is string now, as which old frames can't be read: keep long, or take"
                + " both as a union, or give the new type to a new field with a default");
    assertThat(backward(field("x", "'int'"), field("x", "'long'"))).isEmpty();
    assertThat(forward(field("x", "'int'"), field("x", "'long'")))
        .containsExactly(
            "x was int and is long now, which readers of the old schema can't take: "
                + "keep int, and give the new type to a new field");
  }

  @Test
  void aUnionHelpsNobodyWhereOldReadersCount() {
    assertThat(full(field("x", "'long'"), field("x", "'string'")))
        .hasSize(2)
        .noneMatch(sentence -> sentence.contains("union"));
  }

  @Test
  void nullThatCameOrWent() {
    assertThat(backward(field("x", "['null','string']"), field("x", "'string'")))
        .containsExactly(
            "x may not be null any more, but may be in old frames: "
                + "keep \"null\" in its type, [\"null\", \"string\"]");
    assertThat(forward(field("x", "'string'"), field("x", "['null','string']")))
        .containsExactly(
            "x may be null now, which readers of the old schema can't take: keep string");
  }

  @Test
  void branchesOfUnions() {
    assertThat(backward(field("x", "['int','string']"), field("x", "['string','boolean']")))
        .containsExactly(
            "x does not take int any more, which old frames may have: put int back into its type");
    assertThat(forward(field("x", "['string']"), field("x", "['string','boolean']")))
        .containsExactly(
            "x may be boolean now, which readers of the old schema can't take: keep [\"string\"]");
  }

  @Test
  void symbolsOfEnums() {
    String old = field("x", "{'type':'enum','name':'E','symbols':['A','B','C']}");
    assertThat(backward(old, field("x", "{'type':'enum','name':'E','symbols':['A']}")))
        .containsExactly(
            "x lost symbols B and C, which old frames may have: "
                + "put them back, or give enum E a \"default\"");
    assertThat(
            backward(old, field("x", "{'type':'enum','name':'E','symbols':['A'],'default':'A'}")))
        .isEmpty();
    assertThat(forward(old, field("x", "{'type':'enum','name':'E','symbols':['A','B','C','D']}")))
        .containsExactly(
            "x has symbol D now, which readers of the old schema don't know: "
                + "leave it out, for the old enum has no default to fall back on");
  }

  @Test
  void sizesOfFixed() {
    String old = field("x", "{'type':'fixed','name':'F','size':16}");
    String next = field("x", "{'type':'fixed','name':'F','size':8}");
    assertThat(full(old, next))
        .containsExactly(
            "x has 8 bytes now and had 16: keep 16, or give the new size to a new field with a"
                + " default",
            "x has 8 bytes now and had 16: keep 16, and give the new size to a new field");
  }

  @Test
  void namesOfRecords() {
    Schema old = parse("{'type':'record','name':'a.Old','fields':[]}");
    Schema next = parse("{'type':'record','name':'a.New','fields':[]}");
    assertThat(sentences(old, next, Set.of(BACKWARD)))
        .containsExactly(
            "the record is named a.New now and was a.Old: "
                + "keep the name, or add \"aliases\": [\"a.Old\"] beside it");
    assertThat(sentences(old, next, Set.of(FORWARD)))
        .containsExactly(
            "the record is named a.New now and was a.Old, the only name that readers of the old"
                + " schema know: keep the name");
    Schema aliased = parse("{'type':'record','name':'a.New','aliases':['a.Old'],'fields':[]}");
    assertThat(sentences(old, aliased, Set.of(BACKWARD))).isEmpty();
  }

  @Test
  void placesInsideOfOthers() {
    String before = "{'type':'record','name':'D','fields':[%s]}".formatted(field("id", "'long'"));
    String after = "{'type':'record','name':'D','fields':[%s]}".formatted(field("id", "'string'"));
    assertThat(backward(field("d", before), field("d", after)))
        .first()
        .asString()
        .startsWith("d.id ");
    assertThat(
            backward(field("d", "['null'," + before + "]"), field("d", "['null'," + after + "]")))
        .first()
        .asString()
        .startsWith("d.id ");
    assertThat(
            backward(
                field("d", "{'type':'array','items':" + before + "}"),
                field("d", "{'type':'array','items':" + after + "}")))
        .first()
        .asString()
        .startsWith("d[].id ");
    assertThat(
            backward(
                field("d", "{'type':'map','values':" + before + "}"),
                field("d", "{'type':'map','values':" + after + "}")))
        .first()
        .asString()
        .startsWith("d{}.id ");
  }

  @Test
  void typesThatContainThemselves() {
    String tree =
        "{'type':'record','name':'T','fields':[{'name':'v','type':'%s'},"
            + "{'name':'next','type':['null','T']}]}";
    Schema old = parse(tree.formatted("long"));
    Schema next = parse(tree.formatted("string"));
    assertThat(sentences(old, next, Set.of(BACKWARD)))
        .anyMatch(sentence -> sentence.startsWith("v was long"));
  }

  private static List<String> backward(String old, String next) {
    return sentences(record(old), record(next), Set.of(BACKWARD));
  }

  private static List<String> forward(String old, String next) {
    return sentences(record(old), record(next), Set.of(FORWARD));
  }

  private static List<String> full(String old, String next) {
    return sentences(record(old), record(next), CompatibilityLevel.FULL.directions());
  }

  private static List<String> sentences(
      Schema old, Schema next, Set<CompatibilityLevel.Direction> demanded) {
    return Obstacles.between(old, next, demanded).stream().map(Obstacle::sentence).toList();
  }

  private static String field(String name, String type) {
    return "{'name':'%s','type':%s}".formatted(name, type);
  }

  private static Schema record(String field) {
    return parse(
        "{'type':'record','name':'Frame','fields':[{'name':'uid','type':'string'}%s]}"
            .formatted(field.isEmpty() ? "" : "," + field));
  }

  private static Schema parse(String text) {
    return new Schema.Parser().parse(text.replace('\'', '"'));
  }
}
