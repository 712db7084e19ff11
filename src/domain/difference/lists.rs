//! Which lists of a source name all of its firms, rather than a part.

/// Of a source's lists with the number of firms that each names, the oldest first: the places of
/// those that are whole. One that names fewer than half as many as the whole one before is taken
/// for a part, whose silence says nothing.
///
/// ```
/// use patuh_domain::difference::whole_lists;
///
/// assert_eq!(whole_lists(&[850, 3, 840]), [0, 2]);
/// ```
#[must_use]
pub fn whole_lists(named: &[u64]) -> Vec<usize> {
    let (mut whole, mut before) = (Vec::new(), 0);
    for (place, count) in named.iter().copied().enumerate() {
        if count > 0 && count * 2 >= before {
            whole.push(place);
            before = count;
        }
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_list_after_a_long_one_is_a_part_of_it() {
        assert_eq!(whole_lists(&[]), [0_usize; 0]);
        assert_eq!(whole_lists(&[0, 5]), [1]);
        assert_eq!(whole_lists(&[100, 50, 24, 25]), [0, 1, 3]);
        assert_eq!(whole_lists(&[3, 900]), [0, 1]);
    }
}
