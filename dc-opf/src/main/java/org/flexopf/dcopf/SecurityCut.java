package org.flexopf.dcopf;

/**
 * A limit on a branch after the outage of another: {@code -limit <= P_l + LODF_lk P_k <= limit}.
 *
 * @param monitored branch index l
 * @param outage branch index k
 * @param factor LODF_lk
 */
record SecurityCut(int monitored, int outage, double factor) {}
