package io.framecount.loader.outage;

/** Reports outages to the user. Called on the thread of {@link OutageWatch}. */
public interface OutageNotices {
  /** An outage has begun; called once. */
  void away(long seconds);

  /** The outage lasts; called about once a second. */
  void still(long seconds);

  /** The outage is over; called once. */
  void back(long seconds);
}
