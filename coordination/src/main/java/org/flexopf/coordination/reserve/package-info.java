/**
 * Aggregators of electric vehicles in the reserve market of a transmission system operator (TSO), behind the feeder of
 * a distribution system operator (DSO): what they bid, what the TSO takes, what the DSO lets pass, and what they earn.
 */
package org.flexopf.coordination.reserve;
