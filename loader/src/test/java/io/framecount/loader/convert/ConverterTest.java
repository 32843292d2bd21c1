package io.framecount.loader.convert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class ConverterTest {
  private static final Schema FRAME =
      new Schema.Parser()
          .parse(
              """
              {"type": "record", "name": "Frame", "namespace": "io.framecount", "fields": [
                {"name": "uid", "type": "string"},
                {"name": "ts", "type": {"type": "long", "logicalType": "timestamp-millis"}}]}
              """);

  @Test
  void goldenBytesOfAFrame() {
    Converter converter = Converter.compile(FRAME, ConvertOptions.defaults(), "uid", "ts");
    byte[] json =
        """
        {"a":{"uid":"decoy","ts":1},"ts":1468244384,"uid":"555abee50270f45d9f4","z":[1,{"ts":2}]}"""
            .getBytes(UTF_8);
    AvroBuffer out = new AvroBuffer(1);

    assertThat(converter.convert(json, 0, json.length, out)).isTrue();

    assertThat(HexFormat.of().formatHex(out.toByteArray()))
        .isEqualTo("263535356162656535303237306634356439663480e4faa2bb55");
    assertThat(new String(converter.keyBytes(), UTF_8)).isEqualTo("555abee50270f45d9f4");
    assertThat(converter.eventTime()).isEqualTo(1468244384000L);
    assertThat(converter.droppedFields())
        .containsExactly(new DroppedField("a", 1), new DroppedField("z", 1));
  }
}
