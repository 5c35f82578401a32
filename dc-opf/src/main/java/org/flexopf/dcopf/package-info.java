/**
 * The DC optimal power flow: active power only, voltages of 1 p.u., small angles. With angles
 * ({@link org.flexopf.dcopf.DcOpf}) or with shift factors (), with or without losses, secured against outages or not.
 */
package org.flexopf.dcopf;
