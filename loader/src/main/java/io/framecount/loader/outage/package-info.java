/** What a load does while Kafka is away: how that is noticed, said, and ended. */
package io.framecount.loader.outage;
