package io.framecount.bench.micro;

import io.framecount.Frame;
import io.framecount.counter.frame.field.FieldReader;
import io.framecount.counter.frame.field.FrameFields;
import io.framecount.counter.frame.field.WantedFields;
import java.io.IOException;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;

/** The user and the time of a frame, read from its Avro binary. */
@OperationsPerInvocation(JsonLines.COUNT)
public class DecodeBenchmark extends Measured {
  private final FieldReader fields =
      FieldReader.compile(Frame.getClassSchema(), new WantedFields("ts", "uid"));
  private final FrameFields into = new FrameFields();
  private final GenericDatumReader<GenericRecord> generic =
      new GenericDatumReader<>(Frame.getClassSchema());
  private final SpecificDatumReader<Frame> specific = new SpecificDatumReader<>(Frame.class);
  private final DecoderFactory decoders = DecoderFactory.get();
  private GenericRecord genericReused;
  private Frame specificReused;
  private BinaryDecoder decoder;
  private byte[][] frames;

  @Setup
  public void setUp() throws IOException {
    frames = AvroFrames.generated().all();
  }

  @Benchmark
  public long fieldReader() {
    long sum = 0;
    for (byte[] frame : frames) {
      fields.read(frame, 0, frame.length, into);
      sum += into.time + into.userLength;
    }
    return sum;
  }

  @Benchmark
  public long genericReader() throws IOException {
    long sum = 0;
    for (byte[] frame : frames) {
      decoder = decoders.binaryDecoder(frame, decoder);
      genericReused = generic.read(genericReused, decoder);
      sum += (long) genericReused.get(1) + ((CharSequence) genericReused.get(0)).length();
    }
    return sum;
  }

  @Benchmark
  public long specificReader() throws IOException {
    long sum = 0;
    for (byte[] frame : frames) {
      decoder = decoders.binaryDecoder(frame, decoder);
      specificReused = specific.read(specificReused, decoder);
      sum += specificReused.getTs().toEpochMilli() + specificReused.getUid().length();
    }
    return sum;
  }

  /** Decodes with code written for the schema, which costs the least. */
  @Benchmark
  public long byHand() {
    long sum = 0;
    for (byte[] frame : frames) {
      int length = frame[0] >> 1;
      sum += length + time(frame, 1 + length);
    }
    return sum;
  }

  private static long time(byte[] frame, int from) {
    long zigzag = 0;
    int at = from;
    int shift = 0;
    for (; frame[at] < 0; shift += 7) {
      zigzag |= (frame[at++] & 0x7fL) << shift;
    }
    zigzag |= (long) frame[at] << shift;
    return zigzag >>> 1 ^ -(zigzag & 1);
  }
}
