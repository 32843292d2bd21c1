package io.framecount.loader.convert;

import java.util.List;

/**
 * How records of one schema are made.
 *
 * @param root the record
 * @param records all records in it, the root first
 * @param changes counts what is stored otherwise than it is written
 */
record Plan(RecordNode root, List<RecordNode> records, ChangeLog changes) {}
