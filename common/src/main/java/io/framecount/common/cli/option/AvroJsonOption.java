package io.framecount.common.cli.option;

import picocli.CommandLine.Option;

/** The choice between plain JSON and Avro's own, for all commands that read or print it. */
public final class AvroJsonOption {
  @Option(
      names = "--avro-json",
      description =
          "Use Avro's JSON encoding, which tags union values, as in {\"string\": \"x\"}. A "
              + "load accepts tagged values beside plain ones, and reads a quoted decimal as "
              + "its bytes, so write decimals without quotes. `counter tail` prints tags where "
              + "plain JSON would not show the branch.")
  private boolean avroJson;

  public boolean avroJson() {
    return avroJson;
  }
}
