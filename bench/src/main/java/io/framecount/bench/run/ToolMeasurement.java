package io.framecount.bench.run;

import io.framecount.bench.contest.Workbench;
import io.framecount.bench.report.Result;
import io.framecount.bench.report.ResultFiles;
import io.framecount.bench.report.Section;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A command of its own, which leaves result files in a directory.
 *
 * @param tool the command, such as {@code bench/micro}
 */
record ToolMeasurement(Section section, String tool, int seconds) implements Measurement {
  @Override
  public void measure(Setting setting) throws Exception {
    Path made = setting.bench().directory().resolve(section.id());
    Files.createDirectories(made);
    setting.bench().run(List.of(tool, made.toString()));
    for (Map.Entry<String, Result> result : ResultFiles.read(made).entrySet()) {
      setting.write(result.getKey(), result.getValue());
    }
    Workbench.remove(made);
  }
}
