package io.framecount.loader.load;

import io.framecount.loader.metrics.LoadEvents;
import io.framecount.loader.outage.OutageNotices;

/** Tells both a person and the instruments of outages. */
record ToldOutages(OutageNotices person, LoadEvents events) implements OutageNotices {
  @Override
  public void away(long seconds) {
    events.away(true);
    person.away(seconds);
  }

  @Override
  public void still(long seconds) {
    person.still(seconds);
  }

  @Override
  public void back(long seconds) {
    events.away(false);
    person.back(seconds);
  }
}
