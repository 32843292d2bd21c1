/** What a load needs of its topic, looked at before the first record and after the last. */
package io.framecount.loader.topic;
