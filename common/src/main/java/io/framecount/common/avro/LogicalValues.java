package io.framecount.common.avro;

import java.util.List;
import org.apache.avro.Conversion;
import org.apache.avro.Conversions;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.specific.SpecificData;

/** Reads and writes Avro records whose logical types have values of Java classes. */
final class LogicalValues {
  private LogicalValues() {}

  static SpecificData specificData() {
    SpecificData data = new SpecificData();
    conversions().forEach(data::addLogicalTypeConversion);
    return data;
  }

  private static List<Conversion<?>> conversions() {
    return List.of(
        new Conversions.DecimalConversion(),
        new Conversions.UUIDConversion(),
        new TimeConversions.DateConversion(),
        new TimeConversions.TimeMillisConversion(),
        new TimeConversions.TimeMicrosConversion(),
        new TimeConversions.TimestampMillisConversion(),
        new TimeConversions.TimestampMicrosConversion(),
        new TimeConversions.TimestampNanosConversion(),
        new TimeConversions.LocalTimestampMillisConversion(),
        new TimeConversions.LocalTimestampMicrosConversion(),
        new TimeConversions.LocalTimestampNanosConversion());
  }
}
