package io.framecount.common.cli;

import picocli.CommandLine.Option;

/** Whether JSON is Avro's own; the same option for the command that reads it and that prints it. */
public final class AvroJsonOption {
  @Option(
      names = "--avro-json",
      description = {
        "JSON has Avro's tagged unions, such as {\"string\": \"x\"}. A load accepts them beside plain"
            + " values; a decimal in quotes is then its bytes, as Avro writes them, so write numbers"
            + " without quotes. `counter tail` prints them, where plain JSON would not tell the"
            + " branch."
      })
  private boolean avroJson;

  public boolean avroJson() {
    return avroJson;
  }
}
