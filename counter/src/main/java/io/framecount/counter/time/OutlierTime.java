package io.framecount.counter.time;

import io.framecount.counter.frame.field.BadRecord;

/** A record whose time is possible, but probably not its own. */
public final class OutlierTime extends BadRecord {
  private static final long serialVersionUID = 1L;

  OutlierTime(String reason) {
    super(reason);
  }
}
