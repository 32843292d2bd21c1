package io.framecount.counter.time;

import io.framecount.counter.frame.Undecodable;

/** A record whose time is possible, but probably not its own. */
public final class LoneTime extends Undecodable {
  private static final long serialVersionUID = 1L;

  LoneTime(String reason) {
    super(reason);
  }
}
