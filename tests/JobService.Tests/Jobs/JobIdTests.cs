using Floe.JobService.Jobs;

namespace Floe.JobService.Tests.Jobs;

public sealed class JobIdTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Ids_sort_by_the_millisecond_they_were_made() =>
        Assert.True(string.CompareOrdinal(JobId.New(Noon), JobId.New(Noon.AddMilliseconds(1))) < 0);

    [Fact]
    public void A_new_id_is_well_formed() => Assert.True(JobId.IsWellFormed(JobId.New(Noon)));

    [Theory]
    [InlineData("")]
    [InlineData("../../../../etc/pass")]
    [InlineData("019cafeABCDEF0123456")]
    [InlineData("019cafe012345678901")]
    public void What_could_leave_the_log_folder_is_no_id(string id) => Assert.False(JobId.IsWellFormed(id));
}
