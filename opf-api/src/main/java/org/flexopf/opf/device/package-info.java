/**
 * Who injects at a bus: limits, costs, and what is handed to the next block. A further kind of device is a service of
 * {@link org.flexopf.opf.device.DeviceType}.
 */
package org.flexopf.opf.device;
