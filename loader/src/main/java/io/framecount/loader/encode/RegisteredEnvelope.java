package io.framecount.loader.encode;

import io.framecount.common.avro.WireFormat;
import io.framecount.loader.convert.AvroBuffer;
import java.util.OptionalInt;
import org.apache.kafka.common.header.Headers;

/** Our own: the Avro binary as it is, behind the id of a registered schema. */
public final class RegisteredEnvelope implements Envelope {
  private final byte[] header;

  public RegisteredEnvelope(int schemaId) {
    this(schemaId, OptionalInt.empty());
  }

  /**
   * @param branch which branch the frames are of the union that the schema is; nothing if it is
   *     none
   */
  public RegisteredEnvelope(int schemaId, OptionalInt branch) {
    AvroBuffer start = new AvroBuffer(WireFormat.HEADER_BYTES + 1);
    start.writeFixed(new byte[WireFormat.HEADER_BYTES], 0, WireFormat.HEADER_BYTES);
    branch.ifPresent(start::writeLong);
    header = start.toByteArray();
    WireFormat.writeHeader(header, schemaId);
  }

  @Override
  public void open(AvroBuffer values) {
    values.writeFixed(header, 0, header.length);
  }

  @Override
  public Headers seal(AvroBuffer values, int start) {
    return null;
  }
}
