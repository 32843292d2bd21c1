package io.framecount;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Records of all releases meet in one topic, and instances of two releases in one group: so every
 * version of a contract must read every other.
 */
class ReleasedContractsTest {
  private static final Path HISTORY = Path.of("src", "main", "history");

  /** Of this build; releases have no -SNAPSHOT. */
  private static final String VERSION = System.getProperty("framecount.version");

  static Stream<Contract> contracts() {
    return Stream.of(Frame.getClassSchema(), Partial.getClassSchema(), WindowCount.getClassSchema())
        .map(now -> Contract.read(HISTORY, now));
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void everyVersionReadsEveryOther(Contract contract) {
    assertThat(contract.released()).isNotEmpty();
    assertThat(contract.problems()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void aReleaseHasNoContractThatIsNotInTheHistory(Contract contract) {
    assertThat(VERSION).matches("\\d+\\..*");
    assertThat(contract.files()).as("numbered without a gap").isEqualTo(contract.released().size());
    if (!VERSION.endsWith("-SNAPSHOT")) {
      assertThat(contract.isReleased())
          .as(
              "%s of release %s is new; add it as schemas/%s:%n%s",
              contract.name(),
              VERSION,
              contract.next(),
              SchemaFormatter.format("json/pretty", contract.now()))
          .isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "b removed, had no default; {'name': 'a', 'type': 'long'};"
            + " version 1 can't read what the present one wrote: field 'b'",
        "c added without default; {'name': 'a', 'type': 'long'}, {'name': 'b', 'type': 'string'},"
            + " {'name': 'c', 'type': 'int'};"
            + " the present one can't read what version 1 wrote: field 'c'",
        "a wider; {'name': 'a', 'type': 'double'}, {'name': 'b', 'type': 'string'};"
            + " version 1 can't read what the present one wrote: field 'a'",
        "b renamed; {'name': 'a', 'type': 'long'}, {'name': 'd', 'type': 'string', 'aliases':"
            + " ['b']}; version 1 can't read what the present one wrote: field 'b'",
        "a means another time; {'name': 'a', 'type': {'type': 'long', 'logicalType':"
            + " 'timestamp-micros'}}, {'name': 'b', 'type': 'string'}; version 1 can't read what"
            + " the present one wrote: field 'a'"
      })
  void saysWhichFieldBreaks(String what, String fields, String sentence) {
    Schema first = record("{'name': 'a', 'type': 'long'}, {'name': 'b', 'type': 'string'}");
    var contract = new Contract("R", HISTORY, record(fields), List.of(first));
    assertThat(contract.problems()).as(what).anyMatch(problem -> problem.contains(sentence));
    assertThat(contract.isReleased()).isFalse();
  }

  @Test
  void aFieldWithADefaultMayComeAndGo() {
    Schema first = record("{'name': 'a', 'type': 'long'}");
    Schema more =
        record("{'name': 'a', 'type': 'long'}, {'name': 'b', 'type': 'int', 'default': 0}");
    assertThat(new Contract("R", HISTORY, more, List.of(first)).problems()).isEmpty();
    assertThat(new Contract("R", HISTORY, first, List.of(first, more)).problems()).isEmpty();
  }

  private static Schema record(String fields) {
    String text = "{'type': 'record', 'name': 'R', 'fields': [%s]}".formatted(fields);
    return new Schema.Parser().parse(text.replace('\'', '"'));
  }
}
