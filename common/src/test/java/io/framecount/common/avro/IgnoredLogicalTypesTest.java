package io.framecount.common.avro;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IgnoredLogicalTypesTest {

  @Test
  void besideTheTypeIsNamedWithTheMend() {
    assertThat(
            IgnoredLogicalTypes.in(
                record("{'name':'ts','type':'long','logicalType':'timestamp-millis'}")))
        .containsExactly(
            "logicalType of field ts stands beside its type, where Avro ignores it; write"
                + " {\"name\":\"ts\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'type':['null','long'],'logicalType':'timestamp-micros','default':null"
            + "|stands beside its type"
            + "|'type':['null',{'type':'long','logicalType':'timestamp-micros'}],'default':null",
        "'type':{'type':'long','logicalType':'timestamp-microseconds'}"
            + "|timestamp-microseconds of field f is none that Avro knows"
            + "|'type':{'type':'long','logicalType':'timestamp-micros'}",
        "'type':{'type':'long','logicalType':'timestampMilis'}|is none that Avro knows"
            + "|'type':{'type':'long','logicalType':'timestamp-millis'}",
        "'type':{'type':'long','logicalType':'timestamp'}|is none that Avro knows"
            + "|'type':{'type':'long','logicalType':'timestamp-millis'}",
        "'type':{'type':'long','logical_type':'timestamp-nanos'}|of field f is not called so"
            + "|'type':{'type':'long','logicalType':'timestamp-nanos'}",
        "'type':{'type':'int','logicalType':'timestamp-millis'}|does not fit the type int"
            + "|'type':{'type':'long','logicalType':'timestamp-millis'}",
        "'type':['null',{'type':'string','logicalType':'date'}]|does not fit the type string"
            + "|'type':['null',{'type':'int','logicalType':'date'}]",
        "'type':'bytes','logicalType':'decimal','precision':8,'scale':2|stands beside its type"
            + "|'type':{'type':'bytes','logicalType':'decimal','precision':8,'scale':2}"
      })
  void eachIsSaidWithTheMend(String field, String problem, String mend) {
    assertThat(IgnoredLogicalTypes.in(record("{'name':'f'," + field + "}")))
        .singleElement()
        .asString()
        .contains(problem)
        .endsWith("; write " + ("{'name':'f'," + mend + "}").replace('\'', '"'));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'bytes','logicalType':'decimal','precision':0}",
        "{'type':'bytes','logicalType':'decimal','precision':4,'scale':5}",
        "{'type':'bytes','logicalType':'decimal'}",
        "{'type':'fixed','name':'X','size':2,'logicalType':'decimal','precision':12}"
      })
  void aDecimalThatCanNotBeIsSaid(String type) {
    assertThat(IgnoredLogicalTypes.in(record("{'name':'f','type':" + type + "}")))
        .singleElement()
        .asString()
        .startsWith("logicalType decimal of field f can't be, so Avro ignores it: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'type':'long'",
        "'type':{'type':'long','logicalType':'timestamp-millis'}",
        "'type':{'type':'long','logicalType':'timestamp-millis'},'logicalType':'timestamp-millis'",
        "'type':{'type':'long','logicalType':'my-money'}",
        "'type':{'type':'string','logicalType':'guid'}",
        "'type':{'type':'string','logicalType':'datetime'}",
        "'type':{'type':'fixed','name':'D','size':12,'logicalType':'duration'}",
        "'type':{'type':'bytes','logicalType':'decimal','precision':8,'scale':2}",
        "'type':'long','logicalType':'my-money'"
      })
  void whatHoldsOrIsOfSomebodysOwnIsNot(String field) {
    assertThat(IgnoredLogicalTypes.in(record("{'name':'f'," + field + "}"))).isEmpty();
  }

  @Test
  void looksIntoAllThatIsNested() {
    String at = "{'type':'record','name':'At','fields':[%s]}";
    String wrong = "{'name':'ts','type':'long','logicalType':'timestamp-millis'}";
    Schema schema =
        record(
            "{'name':'past','type':{'type':'array','items':%s}},".formatted(at.formatted(wrong))
                + "{'name':'days','type':{'type':'map','values':"
                + "{'type':'long','logicalType':'date'}}}");
    assertThat(IgnoredLogicalTypes.in(schema))
        .satisfiesExactly(
            first -> assertThat(first).startsWith("logicalType of field past[].ts stands beside"),
            second ->
                assertThat(second)
                    .isEqualTo(
                        "logicalType date of field days{} does not fit the type long, so Avro"
                            + " ignores it; write {\"type\":\"int\",\"logicalType\":\"date\"}"));
  }

  private static Schema record(String fields) {
    String text = "{'type':'record','name':'R','fields':[" + fields + "]}";
    return new Schema.Parser().parse(text.replace('\'', '"'));
  }
}
