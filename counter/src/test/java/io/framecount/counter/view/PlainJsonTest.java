package io.framecount.counter.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.junit.jupiter.api.Test;

class PlainJsonTest {
  @Test
  void isWhatAnAnalystExpects() {
    Schema schema =
        SchemaBuilder.record("Rec")
            .fields()
            .optionalString("maybe")
            .optionalLong("none")
            .requiredBytes("bytes")
            .name("fixed")
            .type(SchemaBuilder.fixed("Fix").size(2))
            .noDefault()
            .name("when")
            .type(Schema.create(Schema.Type.LONG))
            .noDefault()
            .requiredDouble("real")
            .requiredBoolean("flag")
            .name("list")
            .type()
            .array()
            .items()
            .longType()
            .noDefault()
            .name("map")
            .type()
            .map()
            .values()
            .stringType()
            .noDefault()
            .endRecord();
    GenericData.Record record = new GenericData.Record(schema);
    record.put("maybe", "он сказал \"да\"\n");
    record.put("bytes", ByteBuffer.wrap(new byte[] {1, 2, 3}));
    record.put("fixed", new GenericData.Fixed(schema.getField("fixed").schema(), new byte[2]));
    record.put("when", Instant.parse("2016-07-11T13:39:00.123Z"));
    record.put("real", Double.NaN);
    record.put("flag", true);
    record.put("list", List.of(1L, 2L));
    record.put("map", Map.of("k", "v"));
    assertThat(PlainJson.of(record))
        .isEqualTo(
            "{\"maybe\":\"он сказал \\\"да\\\"\\n\",\"none\":null,\"bytes\":\"AQID\",\"fixed\":\"AAA=\","
                + "\"when\":\"2016-07-11T13:39:00.123Z\",\"real\":\"NaN\",\"flag\":true,"
                + "\"list\":[1,2],\"map\":{\"k\":\"v\"}}");
  }
}
