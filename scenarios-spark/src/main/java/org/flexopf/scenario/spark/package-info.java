/** Studies on Apache Spark: the same job, the same rows, failures by the same policy. */
package org.flexopf.scenario.spark;
