package io.framecount.bench.run;

import io.framecount.bench.load.LoadContest;
import io.framecount.bench.report.Names;
import io.framecount.bench.report.Section;
import java.nio.file.Path;

/** A file into a topic. */
final class LoadMeasurement implements Measurement {
  private static final String ABOUT =
      "%,d frames of `bin/loader generate`, about 2 KB of JSON each, in one gzip file, into a topic"
          + " of four partitions. kcat, the baseline, and the console producer convert nothing:"
          + " they send the lines as they are. All others convert each line to Avro. The loader is"
          + " the only one that goes on where it was after a crash, and sets lines aside that it"
          + " can't convert.";

  @Override
  public Section section() {
    return Section.LOAD;
  }

  @Override
  public int seconds() {
    return 800;
  }

  @Override
  public void measure(Setting setting) throws Exception {
    long frames = setting.amount(1_000_000);
    Path file = setting.streams().generated(frames);
    setting.hold(
        Names.LOAD,
        Terms.ofFrames(section(), title(frames), ABOUT.formatted(frames), Names.KCAT, frames),
        new LoadContest(setting.bench(), file, frames).all(setting.rounds(3), setting.rounds(2)));
    long many = setting.amount(10_000_000);
    Path longFile = setting.streams().generated(many);
    setting.hold(
        Names.LOAD_LONG,
        Terms.ofFrames(
            section(), title(many), "The same with ten times as many, once.", Names.KCAT, many),
        new LoadContest(setting.bench(), longFile, many).ofAims(1));
  }

  private static String title(long frames) {
    return "Loading %,d frames".formatted(frames);
  }
}
