/** The AC optimal power flow itself, solved locally on radial and meshed networks. */
package org.flexopf.acopf;
