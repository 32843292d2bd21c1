package io.framecount.counter.combine;

/** A record whose time is possible, but probably not its own. */
final class LoneTime extends Undecodable {
  private static final long serialVersionUID = 1L;

  LoneTime(String reason) {
    super(reason);
  }
}
