from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('quizzes', '0006_packs_of_attempts'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='attempt',
            name='quizzes_attempt_finished_is_all_answered',
        ),
        migrations.AddConstraint(
            model_name='attempt',
            constraint=models.CheckConstraint(condition=models.Q(('finished_at__isnull', True), ('answered', models.F('length')), ('feedback_at_end', True), ('deadline__isnull', False), _connector='OR'), name='quizzes_attempt_only_some_end_with_gaps'),
        ),
        migrations.AddConstraint(
            model_name='attempt',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('deadline__isnull', True), ('time_limit__isnull', True)), models.Q(('deadline__gt', models.F('started_at')), ('deadline__isnull', False), ('time_limit__gt', 0), ('time_limit__isnull', False)), _connector='OR'), name='quizzes_attempt_deadline_follows_its_limit'),
        ),
        migrations.AddConstraint(
            model_name='attempt',
            constraint=models.CheckConstraint(condition=models.Q(('pass_mark__isnull', True), models.Q(('pass_mark__gt', 0), ('pass_mark__lte', 1)), _connector='OR'), name='quizzes_attempt_pass_mark_is_a_share'),
        ),
        migrations.AddConstraint(
            model_name='attempt',
            constraint=models.UniqueConstraint(condition=models.Q(('finished_at__isnull', True), ('mode', 'exam')), fields=('learner', 'pack'), name='quizzes_attempt_one_unfinished_exam_of_a_pack'),
        ),
    ]
