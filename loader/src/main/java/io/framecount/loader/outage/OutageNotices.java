package io.framecount.loader.outage;

/** How a person hears of an outage. Called on the watch's thread. */
public interface OutageNotices {
  /** It has begun; said once. */
  void away(long seconds);

  /** It lasts; called about once a second. */
  void still(long seconds);

  /** It is over; said once. */
  void back(long seconds);
}
