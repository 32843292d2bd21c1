/**
 * What keeps a schema from following another in its subject, field by field, and what would mend
 * it.
 */
package io.framecount.common.compatibility;
