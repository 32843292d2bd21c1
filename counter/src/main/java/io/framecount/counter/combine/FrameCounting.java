package io.framecount.counter.combine;

import io.framecount.counter.frame.FrameReader;
import io.framecount.counter.frame.field.BadRecord;
import io.framecount.counter.frame.field.BadRecord.Kind;
import io.framecount.counter.frame.field.FrameFields;
import io.framecount.counter.partial.Partials;
import io.framecount.counter.time.RecentTimes;
import io.framecount.counter.time.TimestampRule;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Adds frames to the partial of their window, or sets them aside with the reason; passes over
 * records of other types, if asked to. The hot path: allocates nothing for a frame that is counted.
 * Not thread-safe.
 */
final class FrameCounting {
  private final FrameReader reader;
  private final Partials partials;
  private final SetAside setAside;
  private final OtherTypes others;
  private final FrameFields fields = new FrameFields();

  FrameCounting(FrameReader reader, Partials partials, SetAside setAside, OtherTypes others) {
    this.reader = reader;
    this.partials = partials;
    this.setAside = setAside;
    this.others = others;
  }

  /** Counts the frames of one partition. */
  void count(
      List<ConsumerRecord<ByteBuffer, ByteBuffer>> frames,
      PartitionProgress progress,
      TimestampRule rule) {
    int counted = 0;
    for (ConsumerRecord<ByteBuffer, ByteBuffer> frame : frames) {
      try {
        count(frame, progress.recentTimes(), rule);
        counted++;
      } catch (BadRecord e) {
        if (e.kind() == Kind.OTHER_TYPE && others.passesOver(e)) {
          progress.passOver(e.type());
        } else {
          aside(frame, e, progress);
        }
      }
    }
    progress.count(counted);
    progress.read(frames.size());
  }

  private void aside(
      ConsumerRecord<ByteBuffer, ByteBuffer> frame, BadRecord why, PartitionProgress progress) {
    setAside.add(frame, why.getMessage());
    progress.setAside();
  }

  private void count(
      ConsumerRecord<ByteBuffer, ByteBuffer> frame, RecentTimes recent, TimestampRule rule) {
    ByteBuffer value = frame.value();
    if (value == null) {
      throw new BadRecord("the value is null");
    }
    byte[] data = value.array();
    int from = value.arrayOffset() + value.position();
    byte[] groups = reader.read(frame, data, from, value.remaining(), fields);
    try {
      rule.require(fields.time, fields.unitNanos, recent);
    } catch (BadRecord e) {
      // The operator who sent it again knows better.
      if (e.kind() != Kind.OUTLIER_TIME || !SetAside.broughtBack(frame)) {
        throw e;
      }
    }
    partials.add(groups, fields);
  }
}
