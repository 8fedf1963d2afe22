from django.urls import path

from themetables.bottlenecks.views import answers, lists, naming, pages, steering

urlpatterns = [
    path("", lists.bottleneck_list, name="bottleneck_list"),
    path("nieuw/", naming.bottleneck_create, name="bottleneck_create"),
    path("lijkt-op/", naming.bottleneck_similar, name="bottleneck_similar"),
    path("dubbel/", steering.duplicate_list, name="duplicate_list"),
    path("dubbel/<int:pk>/", steering.duplicate_detail, name="duplicate_detail"),
    path("<int:pk>/", pages.bottleneck_detail, name="bottleneck_detail"),
    path("<int:pk>/wijzigen/", naming.bottleneck_edit, name="bottleneck_edit"),
    path("<int:pk>/herkennen/", answers.bottleneck_recognise, name="bottleneck_recognise"),
    path("<int:pk>/herkennen-we-niet/", answers.bottleneck_dismiss, name="bottleneck_dismiss"),
    path("<int:pk>/bij/", answers.recognition_choose, name="recognition_choose"),
    path("<int:pk>/bij/<slug:slug>/", answers.recognition_edit, name="recognition_edit"),
    path("<int:pk>/bij/<slug:slug>/toch-niet/", answers.recognition_withdraw, name="recognition_withdraw"),
    path("<int:pk>/stand/", steering.bottleneck_state, name="bottleneck_state"),
    path("<int:pk>/samenvoegen/", steering.bottleneck_merge, name="bottleneck_merge"),
]
