//! Computes the widths of the columns of a table.

/// Divides the available width among columns in proportion to `shares`; what a column does not need goes to the others.
pub(super) fn share(natural: &[usize], shares: &[usize], room: usize) -> Vec<usize> {
    let mut widths = vec![0; natural.len()];
    let mut open: Vec<usize> = (0..natural.len()).collect();
    let mut room = room;
    loop {
        let total: usize = open.iter().map(|&column| shares[column]).sum();
        let fits = |&column: &usize| natural[column] * total <= room * shares[column];
        let fitting: Vec<usize> = open.iter().copied().filter(fits).collect();
        if fitting.is_empty() {
            for &column in &open {
                widths[column] = (room * shares[column] / total).max(2);
            }
            return widths;
        }
        for &column in &fitting {
            widths[column] = natural[column].max(2);
            room = room.saturating_sub(widths[column]);
        }
        open.retain(|column| !fitting.contains(column));
        if open.is_empty() {
            return widths;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unused_column_width_is_given_to_other_columns() {
        assert_eq!(share(&[4, 100, 100], &[1, 1, 2], 40), [4, 12, 24]);
        assert_eq!(share(&[4, 5, 6], &[1, 1, 2], 40), [4, 5, 6]);
        assert_eq!(share(&[4, 5], &[6, 1], 8), [4, 4]);
    }
}
