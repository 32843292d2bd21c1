package io.framecount.counter.merge;

import java.util.List;

/**
 * What Kafka Streams calls the topics that keep the mergers' state.
 *
 * @param application name of the mergers' application
 */
public record Changelogs(String application) {

  /** The topic of the windows' results. */
  public String windows() {
    return topic(WindowStates.STORE);
  }

  /** All that there may be. */
  public List<String> all() {
    return List.of(windows(), topic(Agenda.STORE), topic(GroupCounts.STORE));
  }

  private String topic(String store) {
    return application + "-" + store + "-changelog";
  }
}
