package io.framecount.counter.combine;

import io.framecount.counter.frame.FrameReader;
import io.framecount.counter.frame.field.BadRecord;
import io.framecount.counter.frame.field.FrameFields;
import io.framecount.counter.frame.field.OtherType;
import io.framecount.counter.partial.Partials;
import io.framecount.counter.time.OutlierTime;
import io.framecount.counter.time.RecentTimes;
import io.framecount.counter.time.TimestampRule;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Takes frames one by one: to their window, or aside with the reason; records of other types are
 * passed over, if that is wanted. The hot path; allocates nothing a frame that is counted. Not
 * thread-safe.
 */
final class FrameCounting {
  private final FrameReader reader;
  private final Partials increments;
  private final SetAside setAside;
  private final OtherTypes others;
  private final FrameFields fields = new FrameFields();

  FrameCounting(FrameReader reader, Partials increments, SetAside setAside, OtherTypes others) {
    this.reader = reader;
    this.increments = increments;
    this.setAside = setAside;
    this.others = others;
  }

  /** Counts the frames of one partition. */
  void count(
      List<ConsumerRecord<ByteBuffer, ByteBuffer>> frames,
      PartitionProgress account,
      TimestampRule rule) {
    int counted = 0;
    for (ConsumerRecord<ByteBuffer, ByteBuffer> frame : frames) {
      try {
        count(frame, account.recentTimes(), rule);
        counted++;
      } catch (OtherType e) {
        if (others.passesOver(e)) {
          account.passOver(e.type());
        } else {
          aside(frame, e, account);
        }
      } catch (BadRecord e) {
        aside(frame, e, account);
      }
    }
    account.count(counted);
    account.read(frames.size());
  }

  private void aside(
      ConsumerRecord<ByteBuffer, ByteBuffer> frame, BadRecord why, PartitionProgress account) {
    setAside.add(frame, why.getMessage());
    account.setAside();
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
    } catch (OutlierTime e) {
      // Who sends it again knows better.
      if (!SetAside.broughtBack(frame)) {
        throw e;
      }
    }
    increments.add(groups, fields);
  }
}
