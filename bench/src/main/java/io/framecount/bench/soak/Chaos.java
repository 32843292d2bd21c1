package io.framecount.bench.soak;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/** The events that hit the counters and the registry: rounds of the same events, each shuffled. */
final class Chaos {
  private static final int LEAST = 2;
  private static final int MOST = 4;
  private static final int LONGEST_PAUSE_MILLIS = 4_000;

  /**
   * Long enough that a frozen counter's session (6 s) has expired when it wakes, and usually its
   * transaction (10 s).
   */
  private static final int SHORTEST_FREEZE_SECONDS = 8;

  private static final int LONGEST_FREEZE_SECONDS = 15;

  private final Fleet fleet;
  private final FlakyRegistry registry;
  private final String topic;
  private final SplittableRandom random;
  private int registryKills;

  private enum Event {
    KILL,
    STOP,
    FREEZE,
    LOSE_REGISTRY
  }

  Chaos(Fleet fleet, FlakyRegistry registry, String topic, SplittableRandom random) {
    this.fleet = fleet;
    this.registry = registry;
    this.topic = topic;
    this.random = random;
  }

  int registryKills() {
    return registryKills;
  }

  /** Runs until this time, and then until the last frozen counter has woken. */
  void rage(Flow flow, long untilNanos) throws InterruptedException {
    while (System.nanoTime() - untilNanos < 0) {
      for (Event event : round()) {
        if (System.nanoTime() - untilNanos < 0) {
          fleet.fill(random.nextInt(LEAST, MOST + 1));
          pause(random.nextInt(LONGEST_PAUSE_MILLIS));
          happen(event, flow);
        }
      }
    }
    while (fleet.anyFrozen()) {
      pause(100);
    }
    fleet.fill(LEAST);
    pause(LONGEST_PAUSE_MILLIS);
    // A last one dies with frames in hand, and the others have to take over.
    fleet.killOne();
  }

  private List<Event> round() {
    List<Event> events = new ArrayList<>(List.of(Event.values()));
    events.addAll(List.of(Event.KILL, Event.KILL));
    Collections.shuffle(events, new Random(random.nextLong()));
    return events;
  }

  private void happen(Event event, Flow flow) throws InterruptedException {
    switch (event) {
      case KILL -> fleet.killOne();
      case STOP -> fleet.stopOne();
      case FREEZE ->
          fleet.freezeOne(random.nextInt(SHORTEST_FREEZE_SECONDS, LONGEST_FREEZE_SECONDS + 1));
      case LOSE_REGISTRY -> loseRegistry(flow);
    }
  }

  /** Stops the registry while frames arrive with a schema that no counter has fetched yet. */
  private void loseRegistry(Flow flow) throws InterruptedException {
    int id = registry.newSchema(topic);
    // A counter needs the registry to start, and may say so and end.
    fleet.awaitAllCounting();
    System.err.println("kill the registry");
    registry.kill();
    registryKills++;
    flow.writeWith(id);
    pause(random.nextInt(LONGEST_PAUSE_MILLIS));
    registry.start();
    System.err.println("the registry is back");
  }

  private void pause(int millis) throws InterruptedException {
    long end = System.nanoTime() + millis * 1_000_000L;
    do {
      fleet.wakeDue();
      fleet.requireRunning();
      Thread.sleep(Math.min(100, Math.max(1, (end - System.nanoTime()) / 1_000_000)));
    } while (System.nanoTime() - end < 0);
  }
}
