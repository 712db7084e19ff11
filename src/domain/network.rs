//! Addresses of the network, as far as a decision depends on them.

use std::{
    net::{IpAddr, Ipv6Addr},
    str::FromStr,
};

/// A part of the network: `10.0.0.0/8`, or one address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Network {
    base: u128,
    v6: bool,
    bits: u8,
}

/// The text names no part of a network.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` bukan alamat IP atau jaringan seperti 10.0.0.0/8")]
pub struct BadNetwork(String);

impl Network {
    /// Whether an address lies in it. An IPv4 address written as IPv6 is an IPv4 address.
    ///
    /// ```
    /// use patuh_domain::network::Network;
    ///
    /// let office: Network = "10.1.0.0/16".parse().unwrap();
    /// assert!(office.holds("10.1.200.3".parse().unwrap()));
    /// assert!(office.holds("::ffff:10.1.200.3".parse().unwrap()));
    /// assert!(!office.holds("10.2.0.1".parse().unwrap()));
    /// assert!("0.0.0.0/0".parse::<Network>().unwrap().holds("192.0.2.1".parse().unwrap()));
    /// assert!("10.1.0.0/33".parse::<Network>().is_err());
    /// ```
    #[must_use]
    pub fn holds(&self, address: IpAddr) -> bool {
        let (number, v6) = number(address);
        v6 == self.v6 && number & mask(self.bits, v6) == self.base
    }
}

impl FromStr for Network {
    type Err = BadNetwork;

    fn from_str(text: &str) -> Result<Self, BadNetwork> {
        let bad = || BadNetwork(text.to_owned());
        let (address, bits) = match text.trim().split_once('/') {
            Some((address, bits)) => (address, Some(bits.parse::<u8>().map_err(|_| bad())?)),
            None => (text.trim(), None),
        };
        let (number, v6) = number(address.parse().map_err(|_| bad())?);
        let width = if v6 { 128 } else { 32 };
        let bits = bits.unwrap_or(width);
        if bits > width {
            return Err(bad());
        }
        Ok(Self {
            base: number & mask(bits, v6),
            v6,
            bits,
        })
    }
}

fn number(address: IpAddr) -> (u128, bool) {
    match address.to_canonical() {
        IpAddr::V4(v4) => (u32::from(v4).into(), false),
        IpAddr::V6(v6) => (v6.into(), true),
    }
}

fn mask(bits: u8, v6: bool) -> u128 {
    let width: u32 = if v6 { 128 } else { 32 };
    let whole = if v6 { u128::MAX } else { u32::MAX.into() };
    let free = width - u32::from(bits);
    whole & u128::MAX.checked_shl(free).unwrap_or(0)
}

/// Whom an address stands for when failures are counted. Whoever has one IPv6 address has the
/// whole /64 around it.
///
/// ```
/// use patuh_domain::network::household;
///
/// assert_eq!(household("192.0.2.7"), "192.0.2.7");
/// assert_eq!(household("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
/// assert_eq!(household("entah"), "entah");
/// ```
#[must_use]
pub fn household(address: &str) -> String {
    match address.parse::<IpAddr>().map(|ip| ip.to_canonical()) {
        Ok(IpAddr::V6(v6)) => Ipv6Addr::from(u128::from(v6) & mask(64, true)).to_string(),
        Ok(v4 @ IpAddr::V4(_)) => v4.to_string(),
        Err(_) => address.to_owned(),
    }
}
