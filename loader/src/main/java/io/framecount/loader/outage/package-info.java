/** Notices outages of Kafka during a load, reports them, and ends the waiting. */
package io.framecount.loader.outage;
