package io.framecount.counter.frame.field;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.Frame;
import io.framecount.common.avro.Golden;
import io.framecount.counter.frame.FieldReaders;
import io.framecount.counter.frame.TopicSchemas;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** What the counter reads is what was always written; see {@link Golden}. */
class GoldenFrameTest {
  @Test
  void isReadAsItAlwaysWas() {
    FieldReaders readers =
        new FieldReaders(
            new TopicSchemas() {
              @Override
              public Schema byId(int id) {
                return Map.of(Golden.SCHEMA_ID, Frame.getClassSchema()).get(id);
              }

              @Override
              public List<Schema> versions(OptionalInt id, Schema schema) {
                return List.of();
              }
            },
            new WantedFields("ts", "uid"));
    byte[] value = Golden.of("frame").value();
    FrameFields fields = new FrameFields();
    readers.read(null, value, 0, value.length, fields);

    assertThat(fields.time).isEqualTo(1_468_244_384_000L);
    assertThat(new String(fields.user, fields.userFrom, fields.userLength, UTF_8))
        .isEqualTo("дcba5742");
  }
}
