/**
 * The load into one cluster: lines are read, encoded and sent, and committed together with the
 * positions in the inputs. {@link io.framecount.loader.load.Load} argues why each line is there
 * exactly once.
 */
package io.framecount.loader.load;
