/**
 * The schema registry: its REST API, and the rule that nothing is registered without being asked
 * for.
 */
package io.framecount.common.registry;
